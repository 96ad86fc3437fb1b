import { setTimeout as wait } from 'node:timers/promises';
import { command } from '../command.ts';
import { demoFailed, wrongUsage } from '../faults.ts';
import { outwait } from '../outwait.ts';
import { projectNumber, projectOption } from '../project-option.ts';
import { withProduct } from '../with-product.ts';

const name = 'demo';
const least = 100;
const most = 5_000_000;

/** Loads the simulated demo company. */
export const demo = command({
  name,
  summary: {
    en: 'load the demo company (simulated data) into a project',
    zh: '把演示公司（模拟数据）载入项目',
  },
  options: {
    people: {
      hint: { en: 'N', zh: '人数' },
      summary: { en: 'how many people, 100 to 5000000; 5000', zh: '顾客人数，100 到 5000000，默认 5000' },
    },
    project: projectOption,
  },
  examples: ['linger demo', 'linger demo --people 100000'],
  async run({ options, environment, terminal }) {
    const people = Number(options.people ?? 5000);
    if (!Number.isInteger(people) || people < least || people > most)
      throw wrongUsage({
        option: '--people',
        allowed: `${least} … ${most}`,
        given: options.people ?? '',
        command: name,
      });
    const project = projectNumber(options.project, name);
    const done = await withProduct({ environment, terminal, project, makes: true }, async (call) => {
      let state = await call('demo/load', { people });
      while (state.state === 'running') {
        await wait(300);
        state = await outwait(() => call('demo/state', {}), terminal);
        terminal.progress(state.done, people);
      }
      return state;
    });
    if (done.state === 'failed') throw demoFailed({ reason: done.fault ?? '' });
    terminal.answer(done, {
      en: `the demo company is there: ${people} simulated people`,
      zh: `演示公司已载入：${people} 位模拟顾客`,
    });
  },
});

import { z } from 'zod';
import { operation } from '#loop/access';
import type { Demo } from './demo.ts';

const demoState = z
  .strictObject({
    state: z.enum(['none', 'running', 'done', 'failed']),
    people: z.int().describe('how many people were asked for'),
    done: z.int().describe('how many of them are there'),
    fault: z.string().nullable(),
  })
  .meta({ id: 'DemoState' });

/** What the entry points may do with the demo company. */
export function demoOperations(demo: Demo) {
  return {
    'demo/load': operation({
      right: 'manage',
      summary: { zh: '把模拟的演示公司载入本项目', en: 'Loads the simulated demo company into this project' },
      input: z.strictObject({ people: z.int().min(100).max(5_000_000).default(5000) }),
      output: demoState,
      run: async ({ project, name }, { people }) => {
        await demo.begin(project.id, people, name);
        return demo.state(project.id);
      },
      audited: ({ people }) => `${people} people`,
    }),
    'demo/state': operation({
      right: 'view',
      summary: {
        zh: '本项目是否有模拟数据，载入到哪里了',
        en: 'Whether this project holds simulated data, and how far a load has come',
      },
      input: z.strictObject({}),
      output: demoState,
      run: ({ project }) => demo.state(project.id),
    }),
  };
}

import { allocateBudget, allocateWithConstraints, hillResponse } from '#lib/science';
import { atMost, near, type Section, timed } from './section.ts';

const [scales, halves, shapes] = [
  [900, 700, 500, 400, 300],
  [300, 200, 150, 400, 80],
  [1, 1.4, 0.8, 2, 1],
];
const options = scales!.map((scale, i) => {
  const curve = { scale, half: halves![i]!, shape: shapes![i]! };
  return { response: (x: number) => hillResponse(curve, x), least: 20, most: 600 };
});

/** The split of a budget over five Hill curves, one of them S-shaped. */
export const budget: Section = {
  title: 'Budget',
  about:
    'Five Hill curves (scale 900, 700, 500, 400, 300; half 300, 200, 150, 400, 80; shape 1, 1.4, 0.8, 2, 1), 20 to 600 each, 1,000 in all. The reference was found by another optimiser and confirmed by integer dynamic programming (1402.7476).',
  async *lines() {
    const { seconds, answer } = await timed(() => allocateBudget(options, 1000));
    yield near('response of the best split', answer.response, 1402.7483, 0.0001, 4);
    const wanted = [359.3724, 343.1408, 160.9, 20, 116.5868];
    const off = Math.max(...wanted.map((amount, i) => Math.abs(amount - answer.amounts[i]!)));
    yield { what: 'amounts', wanted: 'within 0.01', ours: `off by ${off.toFixed(4)}`, met: off < 0.01 };
    yield atMost('time', seconds, 1, ' s');
    const linear = await timed(() => allocateWithConstraints(options, 1000, [], 290));
    yield near('the same by HiGHS, 290 pieces a curve', linear.answer.response, 1402.7483, 0.01, 4);
    yield atMost('time by HiGHS', linear.seconds, 30, ' s');
  },
};

import { z } from 'zod';
import { operation } from '#loop/access';
import type { Demo } from './demo.ts';

/** What the doors may do with the demo company. */
export function demoOperations(demo: Demo) {
  return {
    'demo/load': operation({
      right: 'manage',
      says: 'Loads the simulated demo company into this project.',
      input: z.strictObject({ people: z.int().min(100).max(5_000_000).default(5000) }),
      run: async ({ project, name }, { people }) => {
        await demo.begin(project.id, people, name);
        return demo.state(project.id);
      },
      audited: ({ people }) => `${people} people`,
    }),
    'demo/state': operation({
      right: 'view',
      says: 'Whether this project holds simulated data, and how far a load has come.',
      input: z.strictObject({}),
      run: ({ project }) => demo.state(project.id),
    }),
  };
}

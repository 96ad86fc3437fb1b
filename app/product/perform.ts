import type { Call } from '#lib/operation';
import { type Access, requireRight, type Viewer } from '#loop/access';
import { checkInput } from './check-input.ts';
import { notThere } from './faults.ts';
import type { Operations } from './operations.ts';

/** One operation from whatever entry point: the right, the input, the work, the audit log. */
export async function perform(
  { access, operations }: { access: Pick<Access, 'audit'>; operations: Operations },
  name: string,
  viewer: Viewer,
  given: unknown,
  call: Call,
): Promise<unknown> {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!operation) throw notThere({ method: 'POST', path: `/api/${name.slice(0, 200)}` });
  requireRight(viewer, operation.right, name);
  const input = checkInput(operation.input, given, viewer.language);
  const output = await operation.run(viewer, input, call);
  const target = operation.audited?.(input, output);
  if (target !== undefined) {
    const { address } = call;
    await access.audit({ project: viewer.project.id, who: viewer.name, action: name, target, address });
  }
  return output;
}

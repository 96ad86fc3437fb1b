export function buildServer(names?: readonly string[]): Promise<void>;

import { v5 } from 'uuid';

/** UUIDv5 of a command's index: repeating a command repeats its event ids. `commandId` is a UUID. */
export function eventIdOf(commandId: string, index: number): string {
  return v5(String(index), commandId);
}

/** UUIDv5 of any name inside a namespace UUID. */
export function derivedId(namespace: string, name: string): string {
  return v5(name, namespace);
}

export function runCommands(): Promise<number> {
  return Promise.resolve(2);
}

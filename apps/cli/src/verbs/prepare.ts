import type { CommandRunner } from 'nest-commander';
import type { OptionSpec } from './spec';

/** Commander's command as nest-commander hands it out: it brings a commander of its own. */
export type CommanderCommand = Parameters<CommandRunner['setCommand']>[0];

/** Gives a command its options, and lets its mistakes come to us instead of ending the process. */
export function prepare(command: CommanderCommand, options: readonly OptionSpec[]): void {
  command.exitOverride().allowExcessArguments(false).showSuggestionAfterError(true);
  for (const { flags, description, choices } of options) {
    const option = command.createOption(flags, description);
    command.addOption(choices ? option.choices(choices) : option);
  }
}

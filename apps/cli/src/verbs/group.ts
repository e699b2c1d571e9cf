import { Command, CommandRunner } from 'nest-commander';
import { usage } from '../cli-problem';
import { nearest } from '../output/nearest';
import { prepare, type CommanderCommand } from './prepare';
import type { VerbSpec } from './spec';
import { verb, type VerbClass } from './verb';

/** The classes of a group of verbs, such as `mizan share …`: the group's own first. */
export function group(name: string, description: string, specs: readonly VerbSpec[]): readonly VerbClass[] {
  const subCommands = specs.map((spec) => named(verb(spec), `${name} ${spec.name}`));

  @Command({ name, description, subCommands })
  class Group extends CommandRunner {
    override setCommand(command: CommanderCommand): this {
      prepare(command, []);
      command.allowExcessArguments(true).allowUnknownOption(true);
      return super.setCommand(command);
    }

    run([typed]: string[]): Promise<void> {
      const verbs = specs.map((spec) => spec.name);
      const asked = typed?.startsWith('-') ? undefined : typed;
      const near = asked === undefined ? [] : nearest(asked, verbs);
      const remedy =
        near.length > 0 ? `Did you mean ${near.map((word) => `mizan ${name} ${word}`).join(' or ')}?` : '';
      const detail =
        asked === undefined ? `mizan ${name} needs a verb.` : `mizan ${name} knows no verb "${asked}".`;
      return Promise.reject(usage(detail, `${remedy} It knows ${verbs.join(', ')}.`.trim()));
    }
  }
  return [named(Group, name), ...subCommands];
}

/** nest-commander tells classes apart by their names. */
export function named<C extends VerbClass>(verbClass: C, name: string): C {
  return Object.defineProperty(verbClass, 'name', { value: `verb ${name}` });
}

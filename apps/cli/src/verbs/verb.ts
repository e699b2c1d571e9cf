import { Inject, type Type } from '@nestjs/common';
import { Command, CommandRunner, SubCommand } from 'nest-commander';
import { EXIT } from '../exit-code';
import { TERMINAL, type Terminal } from '../terminal';
import { commonOptions } from './common-options';
import { Context } from './context';
import type { VerbSpec } from './spec';
import { prepare, type CommanderCommand } from './prepare';

export type VerbClass = Type<CommandRunner>;

/** A class that nest-commander runs, made of a verb's description. It prints the answer. */
export function verb(spec: VerbSpec, decorate: typeof Command | typeof SubCommand = SubCommand): VerbClass {
  const { name, description } = spec;
  const words = spec.arguments === undefined ? {} : { arguments: spec.arguments };

  @decorate({ name, description, ...words })
  class Verb extends CommandRunner {
    constructor(@Inject(TERMINAL) private readonly terminal: Terminal) {
      super();
    }

    override setCommand(command: CommanderCommand): this {
      prepare(command, [...(spec.options ?? []), ...commonOptions(spec.kind)]);
      return super.setCommand(command);
    }

    async run(params: string[]): Promise<void> {
      const context = new Context(params, this.command.opts(), this.terminal);
      const answer = await spec.run(context);
      if (!answer) return;
      this.terminal.exit(answer.exitCode ?? EXIT.ok);
      this.terminal.out(`${context.json ? JSON.stringify(answer.json, null, 2) : answer.text()}\n`);
    }
  }
  return Verb;
}

/** A verb without a group, such as `mizan replay`. */
export function topVerb(spec: VerbSpec): VerbClass {
  return verb(spec, Command);
}

#!/usr/bin/env node
import { followParent } from './setup/parent.mjs';
import { prepared } from './setup/prepared.mjs';
import { commandLine } from './setup/places.mjs';
import { runBuilt } from './setup/run24.mjs';

/** The command `mizan`: installs and builds when that is due, then is the built command line under Node 24. */
followParent();
const code = (await prepared()) ? await runBuilt(commandLine, process.argv.slice(2)) : 1;
if (code !== undefined) process.exitCode = code;

/** Injection tokens of everything that is an interface rather than a class. */
export const SETTINGS = Symbol('Settings of @mizan/runtime');
export const COMMANDS = Symbol('CommandHandler of @mizan/es');
export const EVENT_STORE = Symbol('EventStore of @mizan/es');
export const CODEC = Symbol('EventCodec of @mizan/es');
export const CLOCK = Symbol('Clock of @mizan/es');
export const MECHANISM = Symbol('Mechanism of @mizan/access');
export const CONTROL = Symbol('Control of @mizan/read-models');

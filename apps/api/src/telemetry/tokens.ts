export const TRACING = Symbol('Tracing of @mizan/runtime');

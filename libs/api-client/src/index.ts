export { ApiClient, type AnswerOf, type InputOf, type OperationId, type Send } from './client';
export { operations } from './generated/operations.gen';
export type * from './generated/types.gen';

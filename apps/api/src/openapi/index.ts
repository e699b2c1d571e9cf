export {
  Describe,
  Section,
  type Dependency,
  type RouteWords,
  type SectionWords,
} from './describe/decorators';
export {
  answer,
  listOf,
  oneFrom,
  optional,
  orNull,
  part,
  recordOf,
  told,
  type Described,
  type FieldsOf,
} from './describe/described';
export { anything, decimal, fraction, moment, reference, text, truth, uuid, whole } from './describe/parts';

export { ForeignFile } from './csv/foreign-file';
export { FLAGS, type Flag } from './ucdp-ged/flags';
export { readUcdpGed, UCDP_SOURCE, type UcdpOptions, type UcdpRow } from './ucdp-ged/read-ucdp-ged';

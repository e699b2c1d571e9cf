/** A setting that cannot be used; the message says which, why, and what to write instead. */
export class SettingsProblem extends Error {
  override readonly name = 'SettingsProblem';
  readonly code = 'SETTINGS_UNUSABLE';
}

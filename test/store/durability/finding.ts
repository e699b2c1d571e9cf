export interface Finding {
  readonly words: string;
  readonly isSound: boolean;
}

import type { SpawnedNode } from '../support/spawned-node';

export interface CaseResult {
  /** What happened, with its figures. */
  readonly words: string;
  readonly isSound: boolean;
  /** True when the case itself ended the node. */
  readonly nodeIsGone?: boolean;
}

/** Something that is done to a node of its own, and how much memory it may take for that. */
export interface LoadCase {
  readonly name: string;
  /** Megabytes of resident memory over what it had before. */
  readonly boundMegabytes: number;
  readonly run: (node: SpawnedNode, database: string) => Promise<CaseResult>;
}

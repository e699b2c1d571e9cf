/** The parts of an operation that the page shows. */
export interface ShownOperation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly ShownParameter[];
  readonly requestBody?: { readonly content: ShownContent };
  readonly responses: Readonly<Record<string, ShownResponse>>;
}

export interface ShownParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description: string;
  readonly example: unknown;
}

export interface ShownResponse {
  readonly description: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: ShownContent;
}

export type ShownContent = Readonly<
  Record<string, { readonly example?: unknown; readonly examples?: Readonly<Record<string, unknown>> }>
>;

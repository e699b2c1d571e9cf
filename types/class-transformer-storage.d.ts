/** The decorators' storage, which the package keeps out of its index. */
declare module 'class-transformer/cjs/storage' {
  import type {
    TransformFnParams,
    TransformOptions,
    TransformationType,
    TypeOptions,
  } from 'class-transformer';

  export const defaultMetadataStorage: {
    findTypeMetadata(
      target: object,
      property: string,
    ): { typeFunction(): unknown; options: TypeOptions } | undefined;
    findTransformMetadatas(
      target: object,
      property: string,
      to: TransformationType,
    ): readonly { transformFn: (given: TransformFnParams) => unknown; options: TransformOptions }[];
    getExposedProperties(target: object, to: TransformationType): readonly string[];
    getExcludedProperties(target: object, to: TransformationType): readonly string[];
    /** Of the class as a whole. */
    getStrategy(target: object): 'none' | 'exposeAll' | 'excludeAll';
  };
}

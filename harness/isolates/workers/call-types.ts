import type { RequestOptions } from '../connection/connection.js';

export type AnyFunction = (argument: never) => unknown;

/** The names of a module's exported functions. */
export type CallName<Module> = {
  [Name in keyof Module]: Module[Name] extends AnyFunction ? Name : never;
}[keyof Module] &
  string;

/** The arguments that follow the name in `call`: the argument of the function, if it takes one, and options. */
export type CallArguments<Target> = Target extends (argument: infer Argument) => unknown
  ? Parameters<Target> extends readonly []
    ? [argument?: undefined, options?: RequestOptions]
    : undefined extends Argument
      ? [argument?: Argument, options?: RequestOptions]
      : [argument: Argument, options?: RequestOptions]
  : never;

/** The type to which `call` resolves. */
export type CallResult<Target> = Target extends (argument: never) => infer Result ? Awaited<Result> : never;

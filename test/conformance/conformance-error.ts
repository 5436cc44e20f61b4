/** What is wrong with how the tool was called or with what it was given; `exitCode` follows sysexits. */
export abstract class ConformanceError extends Error {
  abstract readonly exitCode: number;
}

/** The command line cannot be understood. */
export class UsageError extends ConformanceError {
  readonly exitCode = 64;
}

/** A file is not a recording, or holds none. */
export class BadDataError extends ConformanceError {
  readonly exitCode = 65;
}

/** A file or folder is not there, or cannot be read. */
export class MissingInputError extends ConformanceError {
  readonly exitCode = 66;
}

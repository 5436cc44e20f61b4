import { basename } from 'node:path';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission to write there was denied',
  EPERM: 'permission to write there was denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file',
  ENOSPC: 'the disk is full',
  ELOOP: 'its symbolic links form a loop',
  EEXIST: 'another run of this process is writing to it',
};

/** Returns why a folder could not be written: part of a sentence, with the error's code and the last part of its path. */
export function fileTrouble({ code = '', message, path }: NodeJS.ErrnoException): string {
  const reason = REASONS[code];
  if (reason === undefined) return message;
  return path === undefined ? `${reason} (${code})` : `${reason} (${code} at ${basename(path)})`;
}

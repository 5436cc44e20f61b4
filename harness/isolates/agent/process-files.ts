import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A file descriptor that a process has open. */
export interface OpenFile {
  readonly descriptor: number;
  readonly kind: 'file' | 'socket' | 'other';
  /** Path of a file, addresses of a socket (`127.0.0.1:41000 to 127.0.0.1:5432`), or what else it is: `pipe`. */
  readonly name: string;
  readonly access: FileAccess;
}

/** How a file was opened. */
export type FileAccess = 'reading' | 'writing' | 'reading and writing';

/** Tables of the sockets of a network namespace, and how each writes its rows. */
const TABLES = ['tcp', 'tcp6', 'udp', 'udp6'] as const;
const LISTENS = '0A';
const [READ, WRITE] = [0o400, 0o200];

/** Lists what a process has open; `null` if the system does not tell. Linux only. */
export function openFilesOf(pid: number): OpenFile[] | null {
  const folder = `/proc/${pid}/fd`;
  let sockets: ReadonlyMap<string, string> | null = null;
  try {
    return readdirSync(folder).flatMap((entry): OpenFile[] => {
      const link = linkOf(`${folder}/${entry}`);
      // The descriptor by which the folder itself is read is closed by then.
      if (link === null) return [];
      const { target, access } = link;
      const descriptor = Number(entry);
      if (target.startsWith('/')) return [{ descriptor, kind: 'file', name: target, access }];
      const [, type = '', detail = ''] = /^([^:]*):\[?(.*?)\]?$/.exec(target) ?? [];
      if (type !== 'socket')
        return [{ descriptor, kind: 'other', name: type === 'pipe' ? type : detail, access }];
      sockets ??= socketNames(pid);
      return [{ descriptor, kind: 'socket', name: sockets.get(detail) ?? 'unnamed socket', access }];
    });
  } catch {
    return null;
  }
}

function linkOf(file: string): { readonly target: string; readonly access: FileAccess } | null {
  try {
    // The permissions of the link are those of the descriptor.
    const { mode } = lstatSync(file);
    const [reads, writes] = [(mode & READ) !== 0, (mode & WRITE) !== 0];
    const access = reads && writes ? 'reading and writing' : writes ? 'writing' : 'reading';
    return { target: readlinkSync(file), access };
  } catch {
    return null;
  }
}

/** Returns the names of the sockets that a process can see, by inode. */
function socketNames(pid: number): Map<string, string> {
  const names = new Map<string, string>();
  for (const table of TABLES)
    for (const row of rowsOf(`/proc/${pid}/net/${table}`)) {
      const [, local = '', remote = '', state = '', , , , , , inode = ''] = row;
      const [from, to] = [addressOf(local), addressOf(remote)];
      names.set(inode, state === LISTENS || to.endsWith(':0') ? from : `${from} to ${to}`);
    }
  for (const [, , , , , , inode = '', path = ''] of rowsOf(`/proc/${pid}/net/unix`))
    if (path !== '') names.set(inode, path);
  return names;
}

/** The rows of a table of the system, without its head. */
function rowsOf(file: string): string[][] {
  try {
    const [, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
    return rows.map((row) => row.trim().split(/\s+/));
  } catch {
    return [];
  }
}

/** Writes an address as users do: the table has it in words of 32 bits, each with its last byte first. */
function addressOf(hexadecimal: string): string {
  const [host = '', port = ''] = hexadecimal.split(':');
  const bytes = (host.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).toReversed());
  return `${bytes.length === 4 ? bytes.map((byte) => Number.parseInt(byte, 16)).join('.') : ipv6Of(bytes)}:${Number.parseInt(port, 16)}`;
}

function ipv6Of(bytes: readonly string[]): string {
  const groups = bytes.flatMap((byte, at) => (at % 2 === 0 ? [`${byte}${bytes[at + 1] ?? ''}`] : []));
  try {
    // The shortest form.
    return new URL(`http://[${groups.join(':')}]`).hostname;
  } catch {
    return 'unknown';
  }
}

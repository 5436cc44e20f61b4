import { readFile } from 'node:fs/promises';
import { livePageStyle } from '../page/style.js';

/** The files of the pages. */
export interface Assets {
  readonly page: string;
  readonly script: string;
  readonly style: string;
}

const SCRIPT = new URL('../../../live-page/live.js', import.meta.url);

/** Both windows: the script draws what is in them. */
const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>heapwitness workshop</title>
<link rel="stylesheet" href="/assets/live.css">
<script type="module" src="/assets/live.js"></script>
</head>
<body><div id="page"></div><noscript>This page needs JavaScript.</noscript></body>
</html>
`;

/** Loads the files of the pages. */
export async function loadAssets(): Promise<Assets> {
  return { page, script: await readFile(SCRIPT, 'utf8'), style: livePageStyle };
}

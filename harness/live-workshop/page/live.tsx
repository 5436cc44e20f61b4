import { render } from 'preact';
import { openMemory, openWalks } from '../../render/page/components/index.js';
import { Page } from './page.js';
import { thisWindow } from './window.js';

// The script of both windows.
const page = document.getElementById('page');
openWalks();
if (page !== null) render(<Page window={thisWindow()} memory={openMemory()} />, page);

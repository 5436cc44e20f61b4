import { render } from 'preact';
import { openMemory, openWalks } from '../../render/page/components/index.js';
import { Page } from './page.js';
import { thisWindow } from './window.js';

// The script of both windows.
const page = document.getElementById('page');
// What only a script can do is shown, such as the steps of a walk.
document.documentElement.classList.add('scripted');
openWalks();
if (page !== null) render(<Page window={thisWindow()} memory={openMemory()} />, page);

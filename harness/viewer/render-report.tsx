import { render } from 'preact-render-to-string';
export function renderReport(title: string): string {
  return render(<h1>{title}</h1>);
}

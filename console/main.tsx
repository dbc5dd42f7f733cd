import { render } from 'preact';
import { App } from './app';

// The key stands in the address that was opened; from here on the cookie is it.
if (location.search !== '') history.replaceState(undefined, '', `${location.pathname}${location.hash}`);

render(<App />, document.getElementById('app')!);

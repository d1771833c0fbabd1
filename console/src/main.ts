import { mount } from 'svelte';
import './style/base.css';
import './style/frame.css';
import './style/badges.css';
import './style/events.css';
import './style/detail.css';
import './style/markdown.css';
import './style/login.css';
import './style/narrow.css';
import App from './ui/App.svelte';

const target = document.getElementById('app');
if (target === null) {
  throw new Error('Expected an element with the id app in index.html, but there is none');
}
mount(App, { target });

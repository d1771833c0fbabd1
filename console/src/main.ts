import { mount } from 'svelte';
import './style.css';
import App from './ui/App.svelte';

const target = document.getElementById('app');
if (target === null) {
  throw new Error('Expected an element with the id app in index.html, but there is none');
}
mount(App, { target });

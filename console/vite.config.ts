import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** The API in development; `npm run dev` sends /api there. */
const API = 'http://127.0.0.1:8090';

export default defineConfig({
  plugins: [svelte({ configFile: false })],
  server: { proxy: { '/api': API } },
  build: {
    // Straight into the jar's class path: Maven packs it, and `mvn clean` removes it.
    outDir: 'target/classes/console',
    emptyOutDir: true,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // The content security policy allows no inline script, style or data address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  // the server puts the path before it under which it is reached
  base: './',
  plugins: [react()],
  build: { outDir: '../../dist/web', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1500 },
  server: { proxy: { '/api': 'http://127.0.0.1:7300', '/v1': 'http://127.0.0.1:7300' } },
});

import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { thirdParty } from './scripts/dist/third-party.mjs'

// The binary that runs may be older than the pinned `electron` (see scripts/setup/electron-runtime.mjs): build for the older.
const node = 'node20.18'
const chrome = 'chrome130'

export default defineConfig({
  main: {
    plugins: [thirdParty({ always: ['keytar'] })],
    build: {
      target: node,
      sourcemap: false,
      // only the native module stays outside: one bundle starts faster than many small files
      externalizeDeps: {
        exclude: [
          'electron-updater',
          'undici',
          'zod',
          'libphonenumber-js',
          'age-encryption',
          'canonicalize',
          'jsonc-parser'
        ]
      },
      rollupOptions: {
        input: {
          index: 'src/main/index.ts',
          'keychain-worker': 'src/main/keychain/worker.ts',
          'seal-worker': 'src/main/bundle/seal-worker.ts',
          practice: 'src/simulator/cli.ts',
          'tessera-cli': 'src/main/tessera-cli.ts'
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
      }
    }
  },
  preload: {
    plugins: [thirdParty()],
    build: {
      target: node,
      // a sandboxed preload can only require('electron'): bundle everything into one CommonJS file
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), thirdParty()],
    build: {
      target: chrome,
      minify: true,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: 'src/renderer/index.html',
        // what the first screen needs is one file: each further one is a question to main while main is busiest
        output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } }
      }
    }
  }
})

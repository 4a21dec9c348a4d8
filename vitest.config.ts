import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // by itself it leaves a processor idle, which on a machine with two is half of it
    maxWorkers: '100%',
    projects: [
      // Some start a real server, keyring or display, beside whatever else the machine does.
      {
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node', testTimeout: 20_000 }
      },
      {
        plugins: [react()],
        test: {
          name: 'component',
          include: ['test/component/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: ['test/component/jsdom-gaps.ts'],
          // Mantine's components style themselves; what a stylesheet says is not looked at here
          css: false,
          testTimeout: 20_000
        }
      },
      {
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          environment: 'node',
          testTimeout: 20_000
        }
      }
    ]
  }
})

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const { GATEHOUSE_URL: target, GATEHOUSE_KEY: key } = process.env

// The key stays on the server, as it should in an app.
export default defineConfig({
  plugins: [react()],
  preview: { proxy: { '/api': { target, changeOrigin: true, headers: { authorization: `Bearer ${key}` } } } },
})

import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import '../kit/tokens.css'
import './console.css'
import { App } from './app.tsx'
import { startI18n } from './i18n.ts'

const root = document.getElementById('root')
if (root) {
  // Schemas compile themselves with `eval` when they may; the page's content security policy forbids even the attempt.
  z.config({ jitless: true })
  startI18n()
  createRoot(root).render(<App />)
}

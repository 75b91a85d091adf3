/// <reference types="vite/client" />
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import { findBridge } from './engine/bridge'
import { createConnection } from './engine/connection'
import { applyTheme, storedTheme } from './ui/theme'
import './styles.css'

// before anything is drawn; the engine's setting follows as soon as it has answered
applyTheme(storedTheme())

const root = document.getElementById('root')
if (root) {
  const bridge = findBridge()
  createRoot(root).render(
    <StrictMode>
      <App bridge={bridge} connection={createConnection({ bridge })} />
    </StrictMode>,
  )
}

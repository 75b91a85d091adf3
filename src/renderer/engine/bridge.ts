import type { Bridge } from '@shared/bridge'
import type { DesktopApi } from '@shared/desktop-ipc'
import { createBrowserBridge } from './browser-bridge'
import { createDesktopBridge } from './desktop-bridge'

/** The preload leaves its API on the window; a page without it stands in a browser. */
export function findBridge(): Bridge {
  const { verdemuse } = window as { verdemuse?: DesktopApi }
  return verdemuse ? createDesktopBridge(verdemuse) : createBrowserBridge()
}

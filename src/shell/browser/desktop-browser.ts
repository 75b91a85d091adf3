import open from 'open'

/** True where a browser window would appear before the person who typed the command. */
export function hasDesktop(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (environment['CI'] || environment['SSH_CONNECTION'] || environment['SSH_TTY']) return false
  if (platform === 'darwin' || platform === 'win32') return true
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])
}

/** Opens the default browser; a machine without one has the printed link. */
export async function openInBrowser(link: string): Promise<void> {
  try {
    const child = await open(link)
    child.on('error', () => {})
  } catch {
    // the link stands in the terminal
  }
}

/** Opens a file in the program that the system has for it. Rejects when there is none. */
export async function openFile(path: string): Promise<void> {
  const child = await open(path)
  child.on('error', () => {})
}

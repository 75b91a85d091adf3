import { useEffect, useRef, useState } from 'react'

/** What is typed over a saved text, kept until it is saved: closing its section or leaving the settings loses nothing. */
export function useUnsavedText(name: string, saved: string) {
  const key = `verdemuse.unsaved.${name}`
  const [typed, setTyped] = useState(() => read(key) ?? saved)
  const last = useRef(saved)
  useEffect(() => {
    if (last.current === saved) return
    // saved here, put back, or changed in another window
    last.current = saved
    write(key, null)
    setTyped(saved)
  }, [key, saved])
  function change(text: string): void {
    setTyped(text)
    write(key, text === saved ? null : text)
  }
  return [typed, change] as const
}

function read(key: string): string | null {
  try {
    return window.sessionStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, text: string | null): void {
  try {
    if (text === null) window.sessionStorage.removeItem(key)
    else window.sessionStorage.setItem(key, text)
  } catch {
    // no storage: what is typed lasts as long as its section is open
  }
}

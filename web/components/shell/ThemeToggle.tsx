'use client'

import { useEffect, useState } from 'react'
import { chooseTheme, currentTheme, followSystemTheme, type Theme } from '@/lib/theme.ts'
import { IconButton } from './IconButton.tsx'

/** `words` says what it does beside the drawing. */
export function ThemeToggle({ words = false }: { readonly words?: boolean }) {
  const [theme, setTheme] = useState<Theme>('light')
  useEffect(() => {
    setTheme(currentTheme())
    return followSystemTheme(setTheme)
  }, [])
  const other = theme === 'dark' ? 'light' : 'dark'
  return (
    <IconButton
      words={words}
      label={`Use the ${other} theme`}
      onClick={() => {
        chooseTheme(other)
        setTheme(other)
      }}
    >
      {theme === 'dark' ? (
        <>
          <circle cx="8" cy="8" r="3" />
          <path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7" />
        </>
      ) : (
        <path d="M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1Z" />
      )}
    </IconButton>
  )
}

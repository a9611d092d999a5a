/** Light or dark: the reader's choice, else the system's. */

export type Theme = 'light' | 'dark'

const STORAGE_KEY = 'witan.theme'

/** Sets data-theme before anything is painted; the same rule as `currentTheme`. */
export const THEME_SCRIPT = `(function(){var t;try{t=localStorage.getItem('${STORAGE_KEY}')}catch(e){}if(t!=='light'&&t!=='dark')t=matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light';document.documentElement.dataset.theme=t})()`

/** Returns the theme that the page shows. */
export function currentTheme(): Theme {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light'
}

/** Shows a theme and remembers it. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(STORAGE_KEY, theme)
  document.documentElement.dataset['theme'] = theme
}

/** Follows the system until the reader chooses. Returns how to stop. */
export function followSystemTheme(onChange: (theme: Theme) => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const listener = () => {
    if (localStorage.getItem(STORAGE_KEY) !== null) return
    const theme = dark.matches ? 'dark' : 'light'
    document.documentElement.dataset['theme'] = theme
    onChange(theme)
  }
  dark.addEventListener('change', listener)
  return () => dark.removeEventListener('change', listener)
}

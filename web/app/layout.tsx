import './globals.css'
import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'

export const metadata: Metadata = {
  title: { default: 'Witan', template: '%s · Witan' },
  description:
    'Sealed prompts, answered by a council of small expert models, paid and policed by contracts.',
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  width: 'device-width',
  initialScale: 1,
}

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <body>{children}</body>
    </html>
  )
}

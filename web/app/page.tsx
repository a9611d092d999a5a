'use client'

import { useState } from 'react'

export default function Home() {
  const [text, setText] = useState('')
  return (
    <main>
      <h1>Witan</h1>
      <button
        type="button"
        onClick={async () => {
          const [{ createClient }, { createDialerHost }, { createChain }] = await Promise.all([
            import('#client/createClient.ts'),
            import('#transport/createDialerHost.ts'),
            import('#chain/createChain.ts'),
          ])
          setText([createClient.name, createDialerHost.name, createChain.name].join(' '))
        }}
      >
        load
      </button>
      <p>{text}</p>
    </main>
  )
}

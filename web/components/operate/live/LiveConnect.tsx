'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/Button.tsx'
import { Card } from '@/components/ui/Card.tsx'
import { Field, Input } from '@/components/ui/Field.tsx'
import { CommandHint } from '../CommandHint.tsx'
import { type LiveAccess, parseLiveUrl } from './liveClient.ts'

/** Where `witan run` answers unless it was told otherwise. */
const USUAL_URL = 'http://127.0.0.1:4680'

/** Asks for the node's address and token. */
export function LiveConnect({ onConnect }: { readonly onConnect: (access: LiveAccess) => void }) {
  const [url, setUrl] = useState(USUAL_URL)
  const [token, setToken] = useState('')
  const [tried, setTried] = useState(false)
  const origin = parseLiveUrl(url)
  const connect = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (origin !== undefined && token.trim() !== '') onConnect({ url: origin, token: token.trim() })
  }
  return (
    <Card title="Connect to your node" className="max-w-2xl">
      <form onSubmit={connect} className="space-y-4">
        <p className="text-muted text-sm">
          The node must run on this machine. <code className="font-mono text-xs">witan status</code>{' '}
          prints both values; the token lies in <code className="font-mono text-xs">api.token</code>{' '}
          of its data folder and is new after every start.
        </p>
        <CommandHint command="witan status" />
        <Field
          label="Address"
          problem={
            tried &&
            origin === undefined &&
            'An address of this machine, such as http://127.0.0.1:4680.'
          }
        >
          {(props) => (
            <Input
              {...props}
              inputMode="url"
              spellCheck={false}
              autoComplete="off"
              className="font-mono text-xs!"
              value={url}
              onChange={(event) => setUrl(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Token"
          hint="Kept in this tab only. Whoever has it can pause the node."
          problem={tried && token.trim() === '' && 'The token is missing.'}
        >
          {(props) => (
            <Input
              {...props}
              type="password"
              spellCheck={false}
              autoComplete="off"
              className="font-mono text-xs!"
              value={token}
              onChange={(event) => setToken(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" kind="main">
          Connect
        </Button>
      </form>
    </Card>
  )
}

import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createSessionKey } from '#chain/createSessionKey.ts'
import { isWitanError } from '#protocol/errors.ts'
import { createKeystore, openKeystore, writeKeystore } from './keystore.ts'

const PASSWORD = 'päss wörd ☂ correct'
const CHEAP = { scryptN: 1024 }

describe('keystore', () => {
  let folder: string

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'witan-keystore-'))
  })
  after(() => rm(folder, { recursive: true }))

  it('gives the key back for the password, in a file that only this user can read', async () => {
    const file = path.join(folder, 'key.json')
    const { privateKey, address } = createSessionKey()

    assert.equal(await writeKeystore(file, privateKey, PASSWORD, CHEAP), address)

    assert.equal(await openKeystore(file, PASSWORD), privateKey)
    assert.equal((await stat(file)).mode & 0o777, 0o600)
    assert.doesNotMatch(await readFile(file, 'utf8'), new RegExp(privateKey.slice(2), 'i'))
  })

  it('is the standard version 3 with the standard cost where nothing else is asked for', async () => {
    const file = path.join(folder, 'standard.json')
    await createKeystore(file, PASSWORD)
    const json = await readJson(file)
    const { kdf, kdfparams, cipher } = json.Crypto ?? json.crypto
    assert.equal(json.version, 3)
    assert.deepEqual([kdf, kdfparams.n, cipher], ['scrypt', 131_072, 'aes-128-ctr'])
  })

  it('replaces an old keystore and leaves nothing else behind', async () => {
    const own = await mkdtemp(path.join(folder, 'replaced-'))
    const file = path.join(own, 'key.json')
    await createKeystore(file, 'old', CHEAP)
    const address = await createKeystore(file, 'new', CHEAP)
    assert.deepEqual(await readdir(own), ['key.json'])
    const json = await readJson(file)
    assert.equal(`0x${json.address.toLowerCase()}`, address)
    await openKeystore(file, 'new')
  })

  it('says KEYSTORE_MISSING without a file', async () => {
    await assert.rejects(openKeystore(path.join(folder, 'none.json'), PASSWORD), (error) =>
      isWitanError(error, 'KEYSTORE_MISSING'),
    )
  })

  it('says KEYSTORE_INVALID for a wrong password and for every altered file, and shows no secret', async () => {
    const file = path.join(folder, 'altered.json')
    const { privateKey } = createSessionKey()
    await writeKeystore(file, privateKey, PASSWORD, CHEAP)
    const json = await readFile(file, 'utf8')
    const stranger = createSessionKey().address.slice(2)
    const altered = [
      '',
      'not json',
      '{}',
      json.replace(/"mac":"../, '"mac":"00'),
      json.replace(/"address":"\w+"/, `"address":"${stranger}"`),
      json.slice(0, -20),
    ]
    for (const [i, text] of altered.entries()) {
      assert.notEqual(text, json)
      const broken = path.join(folder, `altered-${i}.json`)
      await writeFile(broken, text)
      await assert.rejects(openKeystore(broken, PASSWORD), isInvalid, text)
    }
    await assert.rejects(openKeystore(file, 'wrong'), isInvalid)

    function isInvalid(error: unknown): boolean {
      assert.ok(isWitanError(error, 'KEYSTORE_INVALID'), `${error}`)
      const shown = `${error.message} ${JSON.stringify(error.meta)} ${error.cause}`
      return !shown.includes(PASSWORD) && !shown.includes(privateKey.slice(2))
    }
  })

  async function readJson(file: string) {
    return JSON.parse(await readFile(file, 'utf8'))
  }
})

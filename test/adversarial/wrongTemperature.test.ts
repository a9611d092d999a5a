/** The lie: more noise decides than the requester asked for. */

import { describeLostRaces } from '../support/describeLostRaces.ts'

describeLostRaces('a runtime that lets another temperature decide', 'wrongTemperature')

/** The load generator as a process of its own: reads a plan as JSON from standard input, prints its report as JSON. */
import { text } from 'node:stream/consumers';
import { Generator, type LoadPlan } from './generator.js';

const plan = JSON.parse(await text(process.stdin)) as LoadPlan;
process.stdout.write(JSON.stringify(await new Generator(plan).run()));

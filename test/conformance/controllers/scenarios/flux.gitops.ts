import { playAll } from './all';
import { FLUX } from './flux';
import { Flux } from '../tools/flux';

playAll(new Flux(), FLUX);

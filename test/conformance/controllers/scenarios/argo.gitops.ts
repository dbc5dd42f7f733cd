import { playAll } from './all';
import { ARGO } from './argo';
import { Argo } from '../tools/argo';

playAll(new Argo(), ARGO);

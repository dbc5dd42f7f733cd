import { behaviour } from './support/behaviour';

behaviour('dash', 'dash');

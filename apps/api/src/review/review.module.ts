import { Module } from '@nestjs/common';
import { ReviewController } from './review.controller';
import { ReviewPopulation } from './review-population';

@Module({ controllers: [ReviewController], providers: [ReviewPopulation], exports: [ReviewPopulation] })
export class ReviewModule {}

-- The identity provider keeps its own database beside Mizan's.
create database identity owner mizan;
